package dev.drydock.storage;

import dev.drydock.cloud.objects.Buckets;
import dev.drydock.cloud.objects.InMemoryBuckets;
import dev.drydock.storage.commands.Context;
import dev.drydock.storage.console.Console;
import dev.drydock.storage.locations.Scheme;
import dev.drydock.storage.locations.Stores;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The program in this JVM, with buckets in memory that stay from run to run. */
final class Program {
  private final Map<Scheme, InMemoryBuckets> providers = new ConcurrentHashMap<>();
  private final Path records;
  UnaryOperator<Buckets> around = UnaryOperator.identity();
  InputStream input = InputStream.nullInputStream();

  Program(Path records) {
    this.records = records;
  }

  /** How a run ended and what it printed. */
  record Outcome(int exitCode, String output, String errors) {}

  InMemoryBuckets buckets(Scheme scheme) {
    return providers.computeIfAbsent(scheme, any -> new InMemoryBuckets());
  }

  Outcome run(String... arguments) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Stores stores =
        new Stores() {
          @Override
          protected Buckets connect(Scheme scheme) {
            return around.apply(Program.this.buckets(scheme));
          }
        };
    Console console =
        new Console(
            input,
            output,
            new PrintStream(output, true, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8),
            false,
            false);
    int exitCode = Storage.execute(new Context(console, stores, records), arguments);
    return new Outcome(
        exitCode, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
  }
}
