package dev.drydock.cluster.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartCompliance;
import org.eclipse.jetty.io.Content;
import org.junit.jupiter.api.Test;

/** Why {@link Multipart} exists. If this fails, try Jetty's parser in its place. */
class JettyMultipartTest {
  @Test
  void losesACarriageReturnBeforeALineFeed() {
    StringBuilder content = new StringBuilder();
    MultiPart.Parser parser =
        new MultiPart.Parser(
            "b",
            MultiPartCompliance.LEGACY,
            new MultiPart.Parser.Listener() {
              @Override
              public void onPartContent(Content.Chunk chunk) {
                content.append(StandardCharsets.US_ASCII.decode(chunk.getByteBuffer()));
              }
            });

    parser.parse(
        Content.Chunk.from(
            ByteBuffer.wrap("--b\nA: b\n\nabc\r\n--b--\n".getBytes(StandardCharsets.US_ASCII)),
            true));

    assertThat(content).hasToString("abc");
  }
}
