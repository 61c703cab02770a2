package ovation.ads.engine;

import java.util.stream.IntStream;

/** How probable an event is at an impression: a model that learns online and a calibration that learns from its errors. */
public final class Predictor {

    private static final int BITS = 18;

    private final Ftrl model;
    private final Calibration calibration = new Calibration();

    /** @param prior probability before anything is known */
    public Predictor(double prior) {
        model = new Ftrl(BITS, prior);
    }

    public int modelVersion() {
        return model.version();
    }

    public int calibrationVersion() {
        return calibration.version();
    }

    /** Calibrated. */
    public double probability(Context context, Subject subject) {
        var logit = viewerLogit(context) + model.sum(subject.features()) + crossing(context, subject);
        return calibration.ofLogit(logit);
    }

    /** Validates progressively: the calibration learns from what the model said before it learned. */
    public void learn(Context context, Subject subject, boolean happened) {
        learnPart(context, subject, happened ? 1 : 0);
    }

    /** As {@link #learn} of what may still happen. @param part how much of an event it is, 0 to 1 */
    public void learnPart(Context context, Subject subject, double part) {
        var crossed = IntStream.concat(
                IntStream.of(subject.withAge(context.age())),
                context.tastes().stream().mapToInt(subject::withTaste));
        var features = IntStream.concat(
                        IntStream.concat(IntStream.of(context.features()), IntStream.of(subject.features())), crossed)
                .toArray();
        calibration.learnLogit(model.learn(features, part), part);
    }

    double viewerLogit(Context context) {
        return model.base() + model.sum(context.features());
    }

    private double crossing(Context context, Subject subject) {
        double sum = model.weight(subject.withAge(context.age()));
        for (var taste : context.tastes()) {
            sum += model.weight(subject.withTaste(taste));
        }
        return sum;
    }

    Calibration.Curve curve() {
        return calibration.curve();
    }

    /** An ad's part of the logit as of now. */
    Part part(Subject subject) {
        var byAge = new float[Context.AGES];
        for (var age = 0; age < byAge.length; age++) {
            byAge[age] = model.weight(subject.withAge(age));
        }
        var byTaste = new float[Context.TASTES];
        for (var taste = 0; taste < byTaste.length; taste++) {
            byTaste[taste] = model.weight(subject.withTaste(taste));
        }
        return new Part(model.sum(subject.features()), byAge, byTaste);
    }

    /** @param own what does not depend on the viewer */
    record Part(double own, float[] byAge, float[] byTaste) {

        double logit(Context context) {
            double sum = own + byAge[context.age()];
            for (var taste : context.tastes()) {
                sum += byTaste[taste];
            }
            return sum;
        }

        /** No viewer makes more of the ad than this. */
        double most() {
            var age = Float.NEGATIVE_INFINITY;
            for (var weight : byAge) {
                age = Math.max(age, weight);
            }
            // Two tastes may fall into one bucket.
            var taste = 0f;
            for (var weight : byTaste) {
                taste = Math.max(taste, weight);
            }
            return own + age + 2 * taste;
        }
    }

    public byte[] saveModel() {
        return model.save();
    }

    public byte[] saveCalibration() {
        return calibration.save();
    }

    public void load(byte[] savedModel, byte[] savedCalibration) {
        model.load(savedModel);
        calibration.load(savedCalibration);
    }
}
