package dev.drydock.inline;

import dev.drydock.jobs.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * A child process of the command that checks, moves and reads inputs and outputs, in any file
 * system that Hadoop knows: the command itself has no Hadoop on its class path.
 *
 * <p>A request is a line on standard input, and its reply is a line on standard output. Fields are
 * separated by tabs, each percent-encoded as {@link URLEncoder} does it in UTF-8. A reply is {@code
 * ok} with fields, or {@code error} with one line for the user. The process ends when its input
 * ends.
 *
 * <ul>
 *   <li>{@code check IN OUT OVERWRITE}: number of files, bytes, staging path; an error if the input
 *       is missing or contains no files, or if the output exists and OVERWRITE is not {@code true}
 *   <li>{@code publish STAGING OUT}: renames a finished output to its name, and removes an older
 *       one
 *   <li>{@code discard STAGING}: removes an unfinished output
 *   <li>{@code summarize OUT KIND}, with the name of a {@link Result}: files, bytes, lines, SHA-256
 *       of the sorted lines, words, distinct words; fields that the result does not have are empty
 *   <li>{@code top OUT N}: word, count, word, count, …
 *   <li>{@code put LOCAL… DIRECTORY}: copies local files into a directory
 *   <li>{@code delete PATH}: removes a file or directory if it exists
 * </ul>
 */
public final class FileAgent {
  private final Configuration configuration;
  private final Outputs outputs;

  FileAgent(Configuration configuration) {
    this.configuration = configuration;
    outputs = new Outputs(configuration);
  }

  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    // Output that a library prints must not break the protocol.
    System.setOut(System.err);
    Configuration configuration = FileErrors.impatient(new Configuration());
    // Arguments are key=value: a run may have other settings than its cluster.
    for (String setting : arguments) {
      int end = setting.indexOf('=');
      configuration.set(setting.substring(0, end), setting.substring(end + 1));
    }
    new FileAgent(configuration).serve(System.in, answers);
  }

  void serve(InputStream requests, PrintStream answers) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(requests, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      answers.print(answer(line) + "\n");
      answers.flush();
    }
  }

  private List<?> handle(String verb, List<String> fields) throws IOException {
    return switch (verb) {
      case "check" -> outputs.check(fields.get(0), fields.get(1), fields.get(2).equals("true"));
      case "publish" -> outputs.publish(fields.get(0), fields.get(1));
      case "discard" -> outputs.discard(fields.get(0));
      case "summarize" ->
          new ResultReader(fields.get(0), configuration).summarize(Result.valueOf(fields.get(1)));
      case "top" ->
          new ResultReader(fields.get(0), configuration).top(Integer.parseInt(fields.get(1)));
      case "put" -> outputs.put(fields);
      case "delete" -> outputs.delete(fields.get(0));
      default -> throw new IllegalArgumentException("no such request");
    };
  }

  private String answer(String line) {
    List<String> request =
        Arrays.stream(line.split("\t", -1))
            .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
            .toList();
    List<String> answer = new ArrayList<>();
    try {
      List<?> fields = handle(request.get(0), request.subList(1, request.size()));
      answer.add("ok");
      fields.forEach(field -> answer.add(field.toString()));
    } catch (IOException e) {
      answer.add("error");
      answer.add(FileErrors.line(e, request.subList(1, request.size())));
    } catch (IllegalArgumentException e) {
      // Hadoop's exception for a path that it cannot parse, and for a host without an address.
      answer.add("error");
      answer.add(
          FileErrors.line(
              new IOException(String.valueOf(e.getMessage()), e),
              request.subList(1, request.size())));
    } catch (RuntimeException e) {
      e.printStackTrace(); // a bug: the stack trace is for the log
      answer.add("error");
      answer.add(request.get(0) + " failed: " + e);
    }
    return answer.stream()
        .map(field -> URLEncoder.encode(field, StandardCharsets.UTF_8))
        .collect(Collectors.joining("\t"));
  }
}
