package dev.drydock.cli.jobs;

import dev.drydock.jobs.Job;
import dev.drydock.jobs.Jobs;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What {@code run --help} and {@code run JOB --help} show. */
final class RunHelp {
  private static final String JOB = "job";

  private RunHelp() {}

  /** Shows the options of every run, and the jobs. */
  static void explainAll(UsageMessageSpec usage) {
    usage.customSynopsis(
        "drydock run JOB --on TARGET [OPTION | FLAG]... IN OUT",
        "       drydock run --jar JAR --on TARGET [OPTION]... [--] [FLAG]... IN OUT");
    usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, RunHelp::jobs);
    usage.footer(
        "",
        "Targets: " + String.join(", ", Target.labels()) + ".",
        "A path without a scheme is a local file.",
        "",
        "Examples:",
        "  drydock run wordcount --on inline README.md /tmp/counts",
        "  drydock run topwords --on yarn --top 10 hdfs:/books hdfs:/top",
        "  drydock run --on spark --jar my.jar --class my.Job -- --fast hdfs:/in hdfs:/out");
  }

  private static String jobs(Help help) {
    CommandLine jobs = new CommandLine(CommandSpec.create()).setUsageHelpAutoWidth(true);
    Jobs.ALL.forEach(job -> jobs.addSubcommand(job.name(), job.command()));
    return "%nJobs ('drydock run JOB --help' shows the flags and the targets of one):%n%s"
        .formatted(jobs.getHelp().commandList());
  }

  /** Shows the job's own help in place of the run's. */
  static void explain(Job<?> job, UsageMessageSpec usage) {
    List<String> targets = Target.labels(job);
    CommandLine command =
        job.command()
            .setCommandName("drydock run " + job.name() + " --on TARGET")
            .setUsageHelpAutoWidth(true);
    command
        .getCommandSpec()
        .usageMessage()
        .footer(
            "",
            "Targets: " + String.join(", ", targets) + ".",
            "'drydock run --help' shows the options of every run.",
            "",
            "Example:",
            "  drydock run " + job.name() + " --on " + targets.get(0) + " README.md /tmp/out");
    usage.sectionKeys(List.of(JOB));
    usage.sectionMap(Map.of(JOB, help -> command.getUsageMessage(help.colorScheme())));
  }
}
