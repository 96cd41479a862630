package dev.drydock.storage;

import dev.drydock.cloud.objects.StorageException;
import dev.drydock.storage.commands.Cat;
import dev.drydock.storage.commands.Context;
import dev.drydock.storage.commands.Copy;
import dev.drydock.storage.commands.DiskUsage;
import dev.drydock.storage.commands.ListObjects;
import dev.drydock.storage.commands.MakeBucket;
import dev.drydock.storage.commands.Presign;
import dev.drydock.storage.commands.Remove;
import dev.drydock.storage.commands.RemoveBucket;
import dev.drydock.storage.commands.Sync;
import dev.drydock.storage.console.Console;
import dev.drydock.storage.locations.Stores;
import dev.drydock.terminal.Program;
import dev.drydock.terminal.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The program. Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted. The system property
 * {@code drydock.state} is the folder that keeps what is known about interrupted transfers.
 */
@Command(
    name = "drydock storage",
    synopsisSubcommandLabel = "VERB",
    description = "Objects and files of s3://, gs://, hdfs:// and file:, between any two of them.",
    footer = {
      "",
      "Examples:",
      "  drydock storage mb s3://reports",
      "  drydock storage cp --recursive reports s3://reports/2026",
      "  drydock storage ls s3://reports/2026/",
      "  drydock storage VERB --help                     more about a verb"
    })
public final class Storage {
  private static final Duration TO_CLEAN_UP = Duration.ofMillis(1800);
  private static final String INTERRUPTED = "interrupted: run the same command again to resume";

  private Storage() {}

  public static void main(String[] args) {
    Signals.endWithStarter();
    quietLibraries();
    // Libraries leave threads running. All output has been flushed and closed.
    Signals.run(() -> run(args), TO_CLEAN_UP, INTERRUPTED, Signals.End.HALT);
  }

  private static int run(String... args) {
    try (Stores stores = new Stores()) {
      Context context = new Context(Console.ofThisProcess(), stores, records());
      int code = execute(context, args);
      return context.console().hasLostOutput() ? Math.max(code, 1) : code;
    }
  }

  /**
   * Silences the libraries, whose problems are reported in our own words. DRYDOCK_DEBUG shows all.
   */
  private static void quietLibraries() {
    if (!Program.debugging()) {
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
      System.setProperty(
          "org.apache.commons.logging.Log", "org.apache.commons.logging.impl.NoOpLog");
      Logger.getLogger("").setLevel(Level.OFF);
    }
  }

  private static Path records() {
    String state = System.getProperty("drydock.state");
    Path folder =
        state == null ? Path.of(System.getProperty("user.home"), ".drydock") : Path.of(state);
    return folder.resolve("transfers");
  }

  /** Runs one verb in this JVM. */
  static int execute(Context context, String... args) {
    Map<String, Supplier<?>> verbs = new LinkedHashMap<>();
    verbs.put("ls", () -> new ListObjects(context));
    verbs.put("cp", () -> new Copy(context, false));
    verbs.put("mv", () -> move(context));
    verbs.put("sync", () -> new Sync(context));
    verbs.put("cat", () -> new Cat(context));
    verbs.put("rm", () -> new Remove(context));
    verbs.put("du", () -> new DiskUsage(context));
    verbs.put("mb", () -> new MakeBucket(context));
    verbs.put("rb", () -> new RemoveBucket(context));
    verbs.put("presign", () -> new Presign(context));
    return new Program(
            Storage::new,
            verbs,
            Set.of(StorageException.class),
            INTERRUPTED,
            context.console()::error)
        .execute(args);
  }

  private static CommandSpec move(Context context) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new Copy(context, true)).name("mv");
    spec.usageMessage()
        .description(
            "Moves objects and files: copies them and then removes the source. On one disk, it"
                + " renames them.")
        .footer(
            "",
            "Has the options of cp: 'drydock storage cp --help'.",
            "",
            "Example:",
            "  drydock storage mv s3://drydock/new.csv s3://drydock/old/");
    return spec;
  }
}
