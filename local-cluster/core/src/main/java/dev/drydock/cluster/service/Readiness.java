package dev.drydock.cluster.service;

import dev.drydock.cluster.service.Program.CommandProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Checks whether a daemon can be used. It is called repeatedly, in a thread of its own. */
@FunctionalInterface
public interface Readiness {
  /** How long one check may take. */
  int TIMEOUT_MILLIS = 2000;

  /**
   * The daemon's process.
   *
   * @param readyFile the file that one of Drydock's own programs writes when it is ready
   * @param log its output, which follows that of earlier processes
   * @param logBegin offset of its own output, in bytes
   */
  record Probe(Path readyFile, Path log, long logBegin) {}

  boolean isReady(Probe probe) throws InterruptedException;

  /** Ready when the program has written its ready file. */
  static Readiness file() {
    return probe -> Files.exists(probe.readyFile());
  }

  /** Ready when a GET of the address returns one of the statuses. */
  static Readiness http(URI address, Set<Integer> statuses) {
    return probe -> {
      try {
        URLConnection connection = address.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        return statuses.contains(((HttpURLConnection) connection).getResponseCode());
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** Ready when the loopback port accepts connections. */
  static Readiness port(int port) {
    return probe -> {
      try (Socket socket = connect(port)) {
        return socket.isConnected();
      } catch (IOException e) {
        return false;
      }
    };
  }

  /**
   * Ready when the loopback port answers a request as expected.
   *
   * @param request sent as it is, in ASCII
   * @param reply what the reply must contain
   */
  static Readiness reply(int port, String request, String reply) {
    return probe -> {
      try (Socket socket = connect(port)) {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
          answer.write(next);
          if (answer.toString(StandardCharsets.US_ASCII).contains(reply)) {
            return true;
          }
        }
        return false;
      } catch (IOException e) {
        return false;
      }
    };
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(Proxy.NO_PROXY);
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      socket.connect(new InetSocketAddress(loopback, port), TIMEOUT_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Ready when a line of the daemon's own output contains the pattern. */
  static Readiness logLine(Pattern pattern) {
    return probe -> {
      try (InputStream log = Files.newInputStream(probe.log())) {
        log.skipNBytes(probe.logBegin());
        String own = new String(log.readAllBytes(), StandardCharsets.UTF_8);
        return own.lines().anyMatch(line -> pattern.matcher(line).find());
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** Ready when the program ends with exit code 0; every check runs it once. */
  static Readiness command(CommandProgram program) {
    return probe -> {
      ProcessBuilder builder =
          new ProcessBuilder(program.command())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(program.environment());
      Process process = null;
      try {
        process = builder.start();
        process.getOutputStream().close();
        return process.waitFor(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS) && process.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } finally {
        if (process != null) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        }
      }
    };
  }
}
