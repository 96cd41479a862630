package dev.drydock.cluster;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.util.List;
import java.util.Map;

/**
 * A program of other people's, which knows nothing of the launcher.
 *
 * @param ready answers 200 once the program is ready
 */
record HttpProgram(String name, List<String> command, Map<String, String> environment, URI ready)
    implements Program {
  private static final int TIMEOUT_MILLIS = 2000;

  boolean answers() {
    try {
      URLConnection connection = ready.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      return ((HttpURLConnection) connection).getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }
}
