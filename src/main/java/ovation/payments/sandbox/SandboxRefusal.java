package ovation.payments.sandbox;

/** The sandbox company refuses a call: with 404, 409 or 422 and a code. */
@SuppressWarnings("serial")
public final class SandboxRefusal extends RuntimeException {

    private final int status;

    public SandboxRefusal(int status, String code) {
        super(code);
        this.status = status;
    }

    static SandboxRefusal unknown() {
        return new SandboxRefusal(404, "unknown");
    }

    public int status() {
        return status;
    }
}
