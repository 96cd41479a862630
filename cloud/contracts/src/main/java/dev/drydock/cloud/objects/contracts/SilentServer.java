package dev.drydock.cloud.objects.contracts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;

/** A server that takes connections, as the system does for it, and never answers. */
public final class SilentServer implements AutoCloseable {
  private static final int NO_MORE_MILLIS = 100;

  private final ServerSocket socket;

  public SilentServer() throws IOException {
    socket = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(NO_MORE_MILLIS);
  }

  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** How many connections were made since this was asked last; they are closed. */
  public int connections() throws IOException {
    for (int connections = 0; ; connections++) {
      try {
        socket.accept().close();
      } catch (SocketTimeoutException none) {
        return connections;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
