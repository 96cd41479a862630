package dev.drydock.cluster.junit;

import dev.drydock.cluster.ServiceName;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class real services. The first class that asks for a service starts it; all
 * classes of the test run share one cluster, which is ended and removed with its data at the end of
 * the run. When a test fails, the end of the services' logs goes to its report.
 *
 * <p>Constructors and methods may take a {@link dev.drydock.cluster.LocalCluster}, which knows
 * endpoints, environment and the configuration folder, and a {@code String} with the endpoint of
 * one service by {@link Endpoint}.
 *
 * <pre>{@code
 * @LocalClusterTest({ServiceName.HDFS, ServiceName.S3})
 * class ReportIT {
 *   @Test
 *   void writesToS3(LocalCluster cluster, @Endpoint(ServiceName.HDFS) String hdfs) throws Exception {
 *     Configuration configuration = new Configuration();
 *     configuration.addResource(
 *         new Path(cluster.configuration().resolve("core-site.xml").toUri()));
 *     try (FileSystem files = FileSystem.newInstance(URI.create(hdfs), configuration)) {
 *       ...
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>The built checkout is found by system property {@code drydock.home} or environment variable
 * {@code DRYDOCK_HOME}. Name buckets and folders uniquely: other classes use the same services.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(LocalClusterExtension.class)
public @interface LocalClusterTest {
  /** The services to run; what they depend on runs too. */
  ServiceName[] value();
}
