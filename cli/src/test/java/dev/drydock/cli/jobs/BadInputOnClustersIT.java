package dev.drydock.cli.jobs;

import dev.drydock.cli.Cluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Bad input on clusters, where each case takes its time. */
@Tag("thorough")
final class BadInputOnClustersIT extends BadInputContract {
  @Override
  List<Target> targets() throws Exception {
    List<Target> targets = new ArrayList<>(List.of(Target.YARN, Target.SPARK));
    if (Cluster.sparkOnYarn()) {
      targets.add(Target.SPARK_YARN);
    }
    return targets;
  }
}
