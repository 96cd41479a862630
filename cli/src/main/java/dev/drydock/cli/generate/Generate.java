package dev.drydock.cli.generate;

import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Nearest;
import dev.drydock.terminal.Progress;
import dev.drydock.terminal.Sizes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "generate",
    description = "Writes test data of any size, the same bytes for the same seed.",
    footer = {"", "Example:", "  drydock generate text /tmp/text.txt --size 100m"})
public final class Generate implements Callable<Integer> {
  private static final List<String> KINDS = List.of("text");

  @Parameters(index = "0", paramLabel = "text", description = "The kind of data: text.")
  private String kind;

  @Parameters(index = "1", paramLabel = "FILE", description = "The file to write.")
  private Path file;

  @Option(
      names = "--size",
      converter = Sizes.class,
      defaultValue = "1g",
      description = "How many bytes (k, m, g: powers of 1024). Default: ${DEFAULT-VALUE}.")
  private long size;

  @Option(
      names = "--distinct",
      defaultValue = "500000",
      description = "How many different words to draw from. Default: ${DEFAULT-VALUE}.")
  private int distinct;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the text; each seed gives different words. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws CommandFailure {
    if (!KINDS.contains(kind)) {
      throw CommandFailure.usage(
          "'" + kind + "' cannot be generated: " + Nearest.hint(kind, KINDS));
    }
    write(file, size, distinct, seed);
    return 0;
  }

  /** Writes the complete file or none. */
  static void write(Path file, long size, int distinct, long seed) throws CommandFailure {
    if (distinct < 1 || distinct > 50_000_000) {
      throw CommandFailure.usage("--distinct " + distinct + ": give a number from 1 to 50000000");
    }
    Path absolute = file.toAbsolutePath();
    if (Files.isDirectory(absolute) || !Files.isDirectory(absolute.getParent())) {
      throw CommandFailure.failed("cannot write " + file + ": name a file in a folder that exists");
    }
    Path unfinished = absolute.resolveSibling("_" + absolute.getFileName() + ".unfinished");
    try {
      try (Progress progress = new Progress();
          OutputStream out = Files.newOutputStream(unfinished)) {
        new ZipfText(distinct, seed)
            .write(
                out,
                size,
                written ->
                    progress.update(
                        "Writing "
                            + file
                            + ": "
                            + Sizes.bytes(written)
                            + " of "
                            + Sizes.bytes(size)));
        Files.move(unfinished, absolute, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      // The message of a file system's exception is only the path.
      String reason =
          e instanceof FileSystemException
              ? e.getClass().getSimpleName() + " " + e.getMessage()
              : e.getMessage();
      throw CommandFailure.failed("cannot write " + file + ": " + reason, e);
    }
  }
}
