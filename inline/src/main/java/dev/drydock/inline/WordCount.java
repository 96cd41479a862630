package dev.drydock.inline;

import dev.drydock.jobs.Jobs;
import dev.drydock.jobs.UsageException;
import dev.drydock.jobs.WordCountArguments;
import java.io.IOException;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.Tool;

/** Counts words on all cores. */
public final class WordCount extends Configured implements Tool {
  @Override
  public int run(String[] line) throws UsageException, IOException {
    WordCountArguments arguments = Jobs.WORD_COUNT.parse(line);
    ResultWriter result = ResultWriter.at(new Path(arguments.out()), getConf());
    ParallelCount count = ParallelCount.of(new Path(arguments.in()), getConf(), arguments.words());
    result.write(count.words());
    count.totals().report();
    return 0;
  }
}
