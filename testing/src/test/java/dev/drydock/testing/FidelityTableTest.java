package dev.drydock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FidelityTableTest {
  private static final FidelityPage PAGE =
      new FidelityPage("page.md", List.of("b", "a"), "# What each server does\n");

  @TempDir private Path folder;

  @Test
  void keepsWhatOtherServersDid() throws Exception {
    Path file = folder.resolve("page.md");
    write(file, "Queues", "a", Map.of("sends", "passes", "receives", "gap: no order"));
    write(file, "Queues", "b", Map.of("sends", "passes"));
    write(file, "Queues", "z", Map.of("sends", "gap: 501"));

    assertThat(file)
        .hasContent(
            """
            # What each server does

            ## Queues

            | check | b | a | z |
            |---|---|---|---|
            | receives |  | gap: no order |  |
            | sends | passes | passes | gap: 501 |
            """);
    assertThat(FidelityTable.read(PAGE, file).results("Queues", "a"))
        .isEqualTo(Map.of("sends", "passes", "receives", "gap: no order"));
  }

  @Test
  void forgetsChecksThatNoLongerExist() throws Exception {
    Path file = folder.resolve("page.md");
    write(file, "Queues", "a", Map.of("old", "passes"));
    write(file, "Queues", "a", Map.of("new", "passes"));

    assertThat(FidelityTable.read(PAGE, file).results("Queues", "a"))
        .isEqualTo(Map.of("new", "passes"));
  }

  private static void write(Path file, String ability, String server, Map<String, String> results)
      throws Exception {
    FidelityTable table = FidelityTable.read(PAGE, file);
    table.put(ability, server, results, true);
    table.write(file);
  }
}
