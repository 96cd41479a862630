package dev.drydock.cluster.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.server.BrowserRule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HadoopRuleTest {
  private static final Map<String, String> LINK =
      Map.of(
          "Sec-Fetch-Site", "cross-site",
          "Sec-Fetch-Mode", "navigate",
          "Sec-Fetch-Dest", "document");

  @ParameterizedTest
  @CsvSource({
    "POST, /ws/v1/cluster/apps, false",
    "PUT, /ws/v1/cluster/apps/application_1_1/state, false",
    "DELETE, /ws/v1/cluster/reservation/delete, false",
    "PUT, /ws/v1/node/auxiliaryservices, false",
    "put, /ws/v1/node/auxiliaryservices, false",
    "GET, /ws/v1/cluster/apps, true",
    "DELETE, /webhdfs/v1/a, true"
  })
  void onlyFilesAreChangedByHttp(String method, String path, boolean answered) {
    assertThat(refusal(method, path, null, Map.of()))
        .isEqualTo(
            answered
                ? Optional.empty()
                : Optional.of("use the hdfs, yarn and mapred commands to change anything"));
  }

  @Test
  void noShellIsOpened() {
    assertThat(refusal("GET", "/container/container_1/root", null, Map.of()))
        .hasValue("this server opens no shell in a container");
  }

  @Test
  void aLinkOnAnotherSiteOpensAPageAndPassesNoParameters() {
    assertThat(refusal("GET", "/cluster/apps", null, LINK)).isEmpty();
    assertThat(refusal("GET", "/fsck", "path=/&delete=1", LINK))
        .hasValue("a link on another site may not pass parameters to this server");
    assertThat(refusal("GET", "/fsck", "path=/&delete=1", Map.of())).isEmpty();
  }

  @Test
  void theBrowserRuleComesFirst() {
    assertThat(refusal("GET", "/", null, Map.of("Origin", "http://127.0.0.1:9871")))
        .hasValue("this server does not answer web pages of another origin");
  }

  @Test
  void theDataNodeTrustsThePagesOfItsNameNode() {
    Configuration configuration = new Configuration(false);
    configuration.set("dfs.namenode.http-address", "127.0.0.1:9870");

    assertThat(DataNodeGuard.initializeState(configuration))
        .isEqualTo(Set.of("http://127.0.0.1:9870", "http://localhost:9870"));
    assertThat(DataNodeGuard.initializeState(new Configuration(false))).isEmpty();
  }

  private static Optional<String> refusal(
      String method, String path, String query, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Host", "127.0.0.1:9870");
    return new HadoopRule(BrowserRule.ownOrigin())
        .refusal(new BrowserRule.Request("127.0.0.1", "http", method, all::get), path, query);
  }
}
