package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Measurements with little to measure: what is reported, not how fast it is. */
final class BenchIT {
  @Test
  void theCloudStorageServerBesideTheOther() throws Exception {
    Outcome outcome =
        Outcome.of(
            Cluster.command(
                "bench", "gcs", "--size", "100k", "--objects", "10", "--runs", "1", "--json"),
            Map.of());
    assertThat(outcome.exitCode()).describedAs(outcome.toString()).isZero();
    List<Object> results =
        new ArrayList<>((List<?>) JSON.std.mapFrom(outcome.output()).get("results"));
    boolean alone = outcome.errors().contains("Without fake-gcs-server: ");
    assertThat(results).hasSize(alone ? 17 : 26);
    assertThat(results)
        .extracting(result -> ((Map<?, ?>) result).get("wallSeconds"))
        .allSatisfy(wall -> assertThat(((Number) wall).doubleValue()).isPositive());
    assertThat(results)
        .extracting(result -> (Object) ((Map<?, ?>) result).get("what"))
        .contains("ready", "10 x 4.0 KB put, 1", "8 x 100 KB get, 8");
  }
}
