package dev.drydock.inline;

import dev.drydock.jobs.Jobs;
import dev.drydock.jobs.TopWordsArguments;
import dev.drydock.jobs.UsageException;
import java.io.IOException;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.Tool;

/** Finds the most frequent words, on all cores. */
public final class TopWords extends Configured implements Tool {
  @Override
  public int run(String[] line) throws UsageException, IOException {
    TopWordsArguments arguments = Jobs.TOP_WORDS.parse(line);
    ResultWriter result = ResultWriter.at(new Path(arguments.out()), getConf());
    ParallelCount count = ParallelCount.of(new Path(arguments.in()), getConf(), arguments.words());
    result.write(MostFrequent.of(count.words(), arguments.top()));
    count.totals().report();
    return 0;
  }
}
