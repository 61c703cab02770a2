package ovation.feed;

import java.util.EnumMap;
import java.util.Map;

/**
 * One logistic regression a signal, learning online by FTRL-Proximal (McMahan et al., KDD 2013) around a prior that makes
 * the first page good: {@code w = prior + delta}, and the deltas start at zero.
 */
final class Heads {

    private static final double ALPHA = 0.03;
    private static final double BETA = 1;
    private static final double LAMBDA_1 = 0.02;
    private static final double LAMBDA_2 = 1;

    private static final Map<Signal, double[]> PRIORS = priors();

    private final Head[] heads = new Head[Signal.values().length];

    Heads() {
        for (var signal : Signal.values()) {
            heads[index(signal)] = new Head(PRIORS.getOrDefault(signal, new double[Feature.COUNT]));
        }
    }

    double predict(Signal signal, double[] features) {
        return heads[index(signal)].predict(features);
    }

    /** Learns one outcome. @param outcome 0 or 1; for {@link Signal#WATCH} the quantile between them */
    void learn(Signal signal, double[] features, double outcome) {
        heads[index(signal)].learn(features, outcome);
    }

    /** The value of a clip for a viewer: the published weights times what is predicted. */
    double value(double[] features) {
        var value = 0.0;
        for (var signal : SIGNALS) {
            value += signal.weight() * predict(signal, features);
        }
        return value;
    }

    private static final Signal[] SIGNALS = Signal.values();

    @SuppressWarnings("EnumOrdinal") // an index into an array of this run, never stored
    private static int index(Signal signal) {
        return signal.ordinal();
    }

    private static final class Head {

        private final double[] prior;
        private final double[] weights;
        private final double[] z = new double[Feature.COUNT];
        private final double[] n = new double[Feature.COUNT];

        Head(double[] prior) {
            this.prior = prior;
            this.weights = prior.clone();
        }

        double predict(double[] features) {
            var sum = 0.0;
            for (var i = 0; i < features.length; i++) {
                sum += weights[i] * features[i];
            }
            return 1 / (1 + Math.exp(-sum));
        }

        void learn(double[] features, double outcome) {
            var error = predict(features) - outcome;
            for (var i = 0; i < features.length; i++) {
                if (features[i] == 0) {
                    continue;
                }
                var gradient = error * features[i];
                var sigma = (Math.sqrt(n[i] + gradient * gradient) - Math.sqrt(n[i])) / ALPHA;
                z[i] += gradient - sigma * (weights[i] - prior[i]);
                n[i] += gradient * gradient;
                var delta = Math.abs(z[i]) <= LAMBDA_1
                        ? 0
                        : -(z[i] - Math.signum(z[i]) * LAMBDA_1) / ((BETA + Math.sqrt(n[i])) / ALPHA + LAMBDA_2);
                weights[i] = prior[i] + delta;
            }
        }
    }

    /** In the order of {@link Feature}: what an editor would guess before anybody has watched. */
    private static Map<Signal, double[]> priors() {
        var priors = new EnumMap<Signal, double[]>(Signal.class);
        //                                   bias   quality trend fresh like  share together follow tag  creator sound
        priors.put(Signal.WATCH, new double[] {-0.2, 1.2, 0.5, 0.2, 0.3, 0.2, 1.2, 0.7, 1.4, 0.9, 0.4});
        priors.put(Signal.LIKE, new double[] {-3.0, 0.8, 0.3, 0.1, 1.5, 0.2, 0.6, 0.8, 0.8, 0.8, 0.2});
        priors.put(Signal.COMMENT, new double[] {-4.5, 0.4, 0.3, 0.1, 0.5, 0.3, 0.3, 0.8, 0.4, 0.6, 0.0});
        priors.put(Signal.SHARE, new double[] {-4.5, 0.6, 0.3, 0.1, 0.4, 1.5, 0.4, 0.4, 0.5, 0.4, 0.1});
        priors.put(Signal.FOLLOW, new double[] {-4.5, 0.6, 0.2, 0.1, 0.4, 0.2, 0.4, -2.0, 0.5, 1.0, 0.0});
        priors.put(Signal.SKIP, new double[] {-1.2, -1.2, -0.4, -0.1, -0.3, -0.2, -0.9, -0.6, -1.3, -0.9, -0.3});
        priors.put(
                Signal.NOT_INTERESTED, new double[] {-5.0, -0.8, -0.1, 0.0, -0.3, -0.2, -0.6, -1.0, -1.5, -1.8, -0.3});
        return priors;
    }
}
