package dev.drydock.storage;

import dev.drydock.storage.commands.Context;
import dev.drydock.storage.console.Console;
import dev.drydock.storage.locations.Stores;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A JVM that runs commands of the program one after another, each with stores of its own. To start
 * a JVM takes longer than most of what tests do with it.
 */
final class StorageSession implements Closeable {
  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader exitCodes;

  /**
   * @param builder of a JVM with {@link #main}
   */
  StorageSession(ProcessBuilder builder) throws IOException {
    this.process = builder.redirectError(Redirect.DISCARD).start();
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.exitCodes = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Runs a command to its end and returns its exit code. */
  synchronized int run(Path state, Path input, Path output, Path errors, String... arguments)
      throws IOException {
    List<String> fields =
        new ArrayList<>(
            List.of(
                state.resolve("transfers").toString(),
                input.toString(),
                output.toString(),
                errors.toString()));
    fields.addAll(List.of(arguments));
    commands.write(
        fields.stream()
            .map(field -> URLEncoder.encode(field, StandardCharsets.UTF_8))
            .collect(Collectors.joining(" ")));
    commands.newLine();
    commands.flush();
    String exitCode = exitCodes.readLine();
    if (exitCode == null) {
      throw new IllegalStateException("has ended:\n" + Files.readString(errors));
    }
    return Integer.parseInt(exitCode);
  }

  /** The JVM ends when its input does. */
  @Override
  public void close() throws IOException {
    commands.close();
    process.destroy();
  }

  public static void main(String[] arguments) throws IOException {
    PrintStream exitCodes = System.out;
    System.setOut(System.err);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] fields =
          Arrays.stream(line.split(" ", -1))
              .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
              .toArray(String[]::new);
      exitCodes.println(run(fields));
    }
    // Libraries leave threads running.
    Runtime.getRuntime().halt(0);
  }

  private static int run(String[] fields) throws IOException {
    try (InputStream input = Files.newInputStream(Path.of(fields[1]));
        OutputStream output = Files.newOutputStream(Path.of(fields[2]));
        PrintStream text = new PrintStream(output, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(fields[3], StandardCharsets.UTF_8);
        Stores stores = new Stores()) {
      Console console = new Console(input, output, text, errors, false, false);
      return Storage.execute(
          new Context(console, stores, Path.of(fields[0])),
          Arrays.copyOfRange(fields, 4, fields.length));
    }
  }
}
