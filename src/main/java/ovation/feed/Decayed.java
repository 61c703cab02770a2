package ovation.feed;

/** A sum that halves every half-life. One writer; readers may see a value one event old, which is soon enough. */
final class Decayed {

    private double value;
    private long atMillis;

    void add(double amount, long nowMillis, long halfLifeMillis) {
        value = at(nowMillis, halfLifeMillis) + amount;
        atMillis = Math.max(atMillis, nowMillis);
    }

    double at(long nowMillis, long halfLifeMillis) {
        var passed = nowMillis - atMillis;
        return passed <= 0 || value == 0 ? value : value * Math.exp(-passed * Math.log(2) / halfLifeMillis);
    }
}
