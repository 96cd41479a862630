package dev.drydock.jobs;

import static dev.drydock.jobs.Engine.INLINE;
import static dev.drydock.jobs.Engine.MAPREDUCE;
import static dev.drydock.jobs.Engine.SPARK;
import static dev.drydock.jobs.Result.WORD_COUNTS;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The catalogue: every job that comes with Drydock. */
public final class Jobs {
  public static final Job<InOut> TEXTBOOK_WORD_COUNT =
      new Job<>(
          "wordcount-textbook",
          "Counts words as textbooks do, with a record for every word: read this one first.",
          InOut::new,
          WORD_COUNTS,
          Map.of(
              MAPREDUCE, "dev.drydock.mapreduce.TextbookWordCount",
              SPARK, "dev.drydock.spark.TextbookWordCount"));

  public static final Job<InOut> DATA_FRAME_WORD_COUNT =
      new Job<>(
          "wordcount-dataframe",
          "Counts words as textbooks do, by Spark SQL in place of functions.",
          InOut::new,
          WORD_COUNTS,
          Map.of(SPARK, "dev.drydock.spark.DataFrameWordCount"));

  public static final Job<WordCountArguments> WORD_COUNT =
      new Job<>(
          "wordcount",
          "Counts words, fast: in a table of each task.",
          WordCountArguments::new,
          WORD_COUNTS,
          Map.of(
              MAPREDUCE, "dev.drydock.mapreduce.wordcount.WordCount",
              SPARK, "dev.drydock.spark.WordCount",
              INLINE, "dev.drydock.inline.WordCount"));

  public static final Job<TopWordsArguments> TOP_WORDS =
      new Job<>(
          "topwords",
          "Finds the most frequent words and writes them in order.",
          TopWordsArguments::new,
          WORD_COUNTS,
          Map.of(
              MAPREDUCE, "dev.drydock.mapreduce.topwords.TopWords",
              SPARK, "dev.drydock.spark.TopWords",
              INLINE, "dev.drydock.inline.TopWords"));

  /** All jobs, in the order in which to read them. */
  public static final List<Job<?>> ALL =
      List.of(TEXTBOOK_WORD_COUNT, DATA_FRAME_WORD_COUNT, WORD_COUNT, TOP_WORDS);

  private Jobs() {}

  /** The jobs that an engine can run, in the order of {@link #ALL}. */
  public static List<Job<?>> on(Engine engine) {
    return ALL.stream().filter(job -> job.classes().containsKey(engine)).toList();
  }

  /**
   * The job that the first argument of a driver names.
   *
   * @throws UsageException naming the nearest job, or all that the engine can run
   */
  public static Job<?> named(Engine engine, String... arguments) throws UsageException {
    String name = arguments.length == 0 ? "" : arguments[0];
    for (Job<?> job : ALL) {
      if (job.name().equals(name) && job.classes().containsKey(engine)) {
        return job;
      }
    }
    List<String> names = on(engine).stream().map(Job::name).toList();
    throw new UsageException(
        name.isEmpty()
            ? "the first argument names the job: choose one of " + String.join(", ", names)
            : "no job is called '%s': %s".formatted(name, hint(name, names)));
  }

  private static String hint(String name, List<String> names) {
    // Picocli compares an unknown name with the names of subcommands.
    CommandLine parser = new CommandLine(CommandSpec.create());
    names.forEach(candidate -> parser.addSubcommand(candidate, CommandSpec.create()));
    try {
      parser.parseArgs(name);
    } catch (UnmatchedArgumentException e) {
      if (!e.getSuggestions().isEmpty()) {
        return "did you mean " + e.getSuggestions().get(0) + "?";
      }
    }
    return "choose one of " + String.join(", ", names);
  }
}
