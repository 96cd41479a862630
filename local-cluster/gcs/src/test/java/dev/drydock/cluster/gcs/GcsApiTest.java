package dev.drydock.cluster.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GcsApiTest {
  @RegisterExtension static final TestServer server = new TestServer();

  /** Google's clients compress, send the end of the body apart, and use the connection again. */
  @Test
  void aConnectionIsKeptWhoseRequestEndsLate() throws Exception {
    String bucket = server.bucket();
    server.put(bucket, "o", "x");
    String path = TestServer.path(bucket, "o");
    String head =
        "PATCH %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: %s\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
            .formatted(path, TestServer.TOKEN);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      for (String type : new String[] {"text/plain", "text/csv"}) {
        byte[] change = gzip("{\"contentType\": \"" + type + "\"}");
        out.write(utf8(head + Integer.toHexString(change.length) + "\r\n"));
        out.write(change);
        out.write(utf8("\r\n"));
        Awaitility.await().until(() -> server.get(path).field("contentType").equals(type));
        out.write(utf8("0\r\n\r\n"));
        assertThat(answer(in)).isEqualTo("HTTP/1.1 200 OK");
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(utf8(text));
    }
    return compressed.toByteArray();
  }

  /** Reads an answer; returns its first line. */
  private static String answer(BufferedReader in) throws IOException {
    String status = in.readLine();
    int length = 0;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    assertThat(in.skip(length)).isEqualTo(length);
    return status;
  }
}
