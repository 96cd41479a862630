package dev.drydock.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;

/** A server that never answers. The system accepts connections for it. */
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

  /** How many connections clients have opened since the last call; closes them. */
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
