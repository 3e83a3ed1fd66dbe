package workshop.step01.library;

/** A bean with two setters. One of them acts at once. */
public final class StartUp {

    private Class<?> owner;

    /** The class that has the method to call. Set it first. */
    public void setOwner(Class<?> owner) {
        this.owner = owner;
    }

    /** Calls the static method of this name, now. */
    public void setRun(String method) {
        new MethodCall(owner, method).get();
    }
}
