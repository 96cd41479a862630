package dev.drydock.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and a server and causes faults: it resets connections after some bytes,
 * changes a byte, or answers instead of the server. Without a fault it passes on all bytes.
 */
public final class FaultProxy implements Closeable {
  private static final int PATIENCE_MILLIS = 5000;

  private final URI server;
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private final Fault up = new Fault();
  private final Fault down = new Fault();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger();
  private volatile String answer = "";

  /** The faults of one direction. */
  private static final class Fault {
    /** How many more connections to reset. */
    private final AtomicInteger resets = new AtomicInteger();

    /** After how many bytes to reset them. */
    private volatile long at;

    /** The byte to change; -1 for none. */
    private final AtomicLong changed = new AtomicLong(-1);
  }

  public FaultProxy(URI server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** The server's URI with this proxy's port. */
  public URI uri() {
    return URI.create(
        server.getScheme()
            + "://127.0.0.1:"
            + listener.getLocalPort()
            + (server.getRawPath() == null ? "" : server.getRawPath()));
  }

  /**
   * Resets the next connections after the client has sent some bytes.
   *
   * @param times how many connections
   */
  public void resetUpAfter(long bytes, int times) {
    up.at = bytes;
    up.resets.set(times);
    closeAll();
  }

  /**
   * Resets the next connections after the server has sent some bytes.
   *
   * @param times how many connections
   */
  public void resetDownAfter(long bytes, int times) {
    down.at = bytes;
    down.resets.set(times);
    closeAll();
  }

  /** Changes one byte that the client sends, once. */
  public void changeUp(long offset) {
    closeAll();
    up.changed.set(offset);
  }

  /** Changes one byte that the server sends, once. */
  public void changeDown(long offset) {
    closeAll();
    down.changed.set(offset);
  }

  /**
   * Answers the next connections instead of the server.
   *
   * @param response a complete HTTP response
   * @param times how many connections
   */
  public void answer(String response, int times) {
    answer = response;
    answers.set(times);
    closeAll();
  }

  /** Ends all faults. */
  public void heal() {
    up.resets.set(0);
    down.resets.set(0);
    up.changed.set(-1);
    down.changed.set(-1);
    answers.set(0);
    closeAll();
  }

  /** How many connections clients have opened since the last call. */
  public int connections() {
    return connections.getAndSet(0);
  }

  /** So that connections that a client keeps open do not escape the next fault. */
  private void closeAll() {
    for (Socket socket : sockets) {
      closeQuietly(socket);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        connections.incrementAndGet();
        threads.execute(() -> serve(client));
      } catch (IOException | RejectedExecutionException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    sockets.add(client);
    try {
      if (answers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        answerItself(client);
        return;
      }
      Socket behind = new Socket();
      sockets.add(behind);
      behind.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      client.setTcpNoDelay(true);
      behind.setTcpNoDelay(true);
      threads.execute(() -> pass(behind, client, down));
      pass(client, behind, up);
    } catch (IOException | RejectedExecutionException e) {
      closeQuietly(client);
    }
  }

  /** Reads the head of a request, answers, and leaves the body unread. */
  private void answerItself(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    client.getOutputStream().flush();
    client.shutdownOutput();
    // A connection that is closed with unread bytes is reset, perhaps before the client has read
    // the answer. So the client closes it, as the answer tells it to.
    client.setSoTimeout(PATIENCE_MILLIS);
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketTimeoutException e) {
      // The client does not close it.
    }
    closeQuietly(client);
    sockets.remove(client);
  }

  private void pass(Socket from, Socket to, Fault fault) {
    byte[] buffer = new byte[16 << 10];
    long passed = 0;
    boolean breaks = fault.resets.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      while (true) {
        int wanted = buffer.length;
        if (breaks) {
          wanted = (int) Math.min(wanted, fault.at - passed);
          if (wanted == 0) {
            // Not towards the server, so that all bytes that were passed on arrive there.
            reset(fault == up ? from : to);
            closeQuietly(fault == up ? to : from);
            return;
          }
        }
        int read = in.read(buffer, 0, wanted);
        if (read < 0) {
          to.shutdownOutput();
          return;
        }
        change(buffer, read, passed, fault);
        out.write(buffer, 0, read);
        passed += read;
      }
    } catch (IOException e) {
      closeQuietly(from);
      closeQuietly(to);
    } finally {
      sockets.remove(from);
    }
  }

  private static void change(byte[] buffer, int read, long passed, Fault fault) {
    long at = fault.changed.get();
    if (at >= passed && at < passed + read && fault.changed.compareAndSet(at, -1)) {
      buffer[(int) (at - passed)] ^= 1;
    }
  }

  /** Closes with RST instead of FIN, which discards bytes in transit to and from the client. */
  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing else can be done with it.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    closeAll();
    threads.shutdownNow();
  }
}
