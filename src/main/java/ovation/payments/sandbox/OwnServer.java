package ovation.payments.sandbox;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where this process listens, so that the two companies in it can reach each other over the loopback. */
@Sandbox
@Component
public class OwnServer {

    private volatile int port;

    /** The management server, if it has a port of its own, has a namespace. */
    @EventListener
    void started(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    /** 0 while or where there is no web server. */
    public int port() {
        return port;
    }
}
