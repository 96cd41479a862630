package dev.drydock.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A server that reads what it receives, keeps none of it, and replies with as many bytes as it
 * received last. With it only the client and the connection take time, so no server can be faster.
 * It is a program of its own, called with {@code PORT}.
 */
final class EmptyServer {
  private static final int BLOCK = 1 << 17;
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private static volatile long size;

  private EmptyServer() {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      while (true) {
        Socket socket = server.accept();
        new Thread(() -> serve(socket), "connection").start();
      }
    }
  }

  private static void serve(Socket socket) {
    byte[] block = new byte[BLOCK];
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), BLOCK);
      for (String request = line(in); !request.isEmpty(); request = line(in)) {
        long sent = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          String lower = header.toLowerCase(Locale.ROOT);
          if (lower.startsWith("content-length:")) {
            sent = Long.parseLong(lower.substring(lower.indexOf(':') + 1).strip());
          }
        }
        for (long left = sent; left > 0; ) {
          int count = in.read(block, 0, (int) Math.min(left, BLOCK));
          if (count < 0) {
            return;
          }
          left -= count;
        }
        size = sent > 0 ? sent : size;
        answer(socket.getOutputStream(), request.contains("alt=media") ? size : 0, block);
      }
    } catch (IOException e) {
      // The client has disconnected.
    }
  }

  private static void answer(OutputStream out, long bytes, byte[] block) throws IOException {
    if (bytes == 0) {
      out.write(ANSWER);
      return;
    }
    byte[] head =
        ("HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(head, 0, block, 0, head.length);
    int first = (int) Math.min(bytes, BLOCK - head.length);
    out.write(block, 0, head.length + first);
    for (long left = bytes - first; left > 0; left -= BLOCK) {
      out.write(block, 0, (int) Math.min(left, BLOCK));
    }
  }

  /** A line without its end; also empty at the end of the connection. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
