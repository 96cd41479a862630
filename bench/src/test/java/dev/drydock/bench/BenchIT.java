package dev.drydock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.drydock.cluster.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measurements with little to measure: what is reported, not how fast it is. */
final class BenchIT {
  @TempDir private Path folder;

  @Test
  void theCloudStorageServerBesideTheOther() throws Exception {
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    int exitCode =
        new ProcessBuilder(
                Installation.java().toString(),
                "-Ddrydock.home=" + System.getProperty("drydock.home"),
                "-cp",
                System.getProperty("java.class.path"),
                Bench.class.getName(),
                "gcs",
                "--size=100k",
                "--objects=10",
                "--runs=1",
                "--json")
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start()
            .waitFor();
    assertThat(exitCode).as(Files.readString(errors)).isZero();
    List<Object> results =
        new ArrayList<>((List<?>) JSON.std.mapFrom(Files.readString(output)).get("results"));
    boolean alone = Files.readString(errors).contains("Without fake-gcs-server: ");
    assertThat(results).hasSize(alone ? 17 : 26);
    assertThat(results)
        .extracting(result -> ((Map<?, ?>) result).get("wallSeconds"))
        .allSatisfy(wall -> assertThat(((Number) wall).doubleValue()).isPositive());
    assertThat(results)
        .extracting(result -> (Object) ((Map<?, ?>) result).get("what"))
        .contains("ready", "10 x 4.0 KB put, 1", "8 x 100 KB get, 8");
  }
}
