package workshop.step01;

public final class Attack {

    private Attack() {}

    public static byte[] forge() {
        return null;
    }
}
