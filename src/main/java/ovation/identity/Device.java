package ovation.identity;

/**
 * What a browser says it runs on, coarsely: what the User-Agent header can honestly tell. An iPad that asks for desktop
 * pages calls itself a Mac, and nobody can know.
 *
 * @param kind {@code phone}, {@code tablet}, {@code desktop}, {@code tv} or empty
 * @param os {@code ios}, {@code android}, {@code windows}, {@code macos}, {@code chromeos}, {@code linux} or empty
 * @param browser {@code chrome}, {@code safari}, {@code firefox}, {@code edge}, {@code samsung}, {@code opera} or empty
 */
public record Device(String kind, String os, String browser) {

    public static final Device UNKNOWN = new Device("", "", "");

    private static final int LONGEST = 512;

    public static Device of(String userAgent) {
        var agent = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
        var os = os(agent);
        return new Device(kind(agent, os), os, browser(agent));
    }

    private static String os(String agent) {
        if (has(agent, "iPhone", "iPad", "iPod")) {
            return "ios";
        }
        if (has(agent, "Android")) {
            return "android";
        }
        if (has(agent, "Windows")) {
            return "windows";
        }
        if (has(agent, "CrOS")) {
            return "chromeos";
        }
        if (has(agent, "Macintosh", "Mac OS X")) {
            return "macos";
        }
        return has(agent, "Linux", "X11") ? "linux" : "";
    }

    private static String kind(String agent, String os) {
        if (has(agent, "SmartTV", "SMART-TV", "Smart TV", "AppleTV", "GoogleTV", "Android TV", "BRAVIA", "Web0S")) {
            return "tv";
        }
        if (agent.contains("iPad")) {
            return "tablet";
        }
        return switch (os) {
            case "ios" -> "phone";
            // Google's own rule: an Android that does not say Mobile is a tablet.
            case "android" -> agent.contains("Mobile") ? "phone" : "tablet";
            case "" -> agent.contains("Mobile") ? "phone" : "";
            default -> "desktop";
        };
    }

    /** Most name their ancestors too, so the order matters. */
    private static String browser(String agent) {
        if (has(agent, "Edg/", "EdgA/", "EdgiOS/")) {
            return "edge";
        }
        if (has(agent, "OPR/", "OPT/", "Opera")) {
            return "opera";
        }
        if (has(agent, "SamsungBrowser/")) {
            return "samsung";
        }
        if (has(agent, "Firefox/", "FxiOS/")) {
            return "firefox";
        }
        if (has(agent, "Chrome/", "CriOS/", "Chromium/")) {
            return "chrome";
        }
        return agent.contains("Safari/") && agent.contains("Version/") ? "safari" : "";
    }

    private static boolean has(String agent, String... words) {
        for (var word : words) {
            if (agent.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
