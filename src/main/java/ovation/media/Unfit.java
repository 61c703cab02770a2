package ovation.media;

/** An upload that cannot be published, and why. */
final class Unfit extends Exception {

    private final MediaProblem problem;

    Unfit(MediaProblem problem, String detail) {
        super(problem.code() + ": " + detail, null, false, false);
        this.problem = problem;
    }

    MediaProblem problem() {
        return problem;
    }
}
