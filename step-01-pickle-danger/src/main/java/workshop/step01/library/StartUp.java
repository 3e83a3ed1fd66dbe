package workshop.step01.library;

/** Configured by setters, as beans are; one of them acts at once. */
public final class StartUp {

    private Class<?> owner;

    /** The class that holds the method to call. Comes first. */
    public void setOwner(Class<?> owner) {
        this.owner = owner;
    }

    /** Calls that static method, now. */
    public void setRun(String method) {
        new MethodCall(owner, method).get();
    }
}
