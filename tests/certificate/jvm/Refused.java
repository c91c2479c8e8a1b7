/** What is not as the profile says; its message is the reason. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String reason) {
        super(reason, null, false, false);
    }

    static void unless(boolean holds) throws Refused {
        unless(holds, "malformed");
    }

    static void unless(boolean holds, String reason) throws Refused {
        if (!holds) {
            throw new Refused(reason);
        }
    }
}
