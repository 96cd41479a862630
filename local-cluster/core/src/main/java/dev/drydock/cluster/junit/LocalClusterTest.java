package dev.drydock.cluster.junit;

import dev.drydock.cluster.ServiceName;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class real services. The first class that needs a service starts it. All
 * classes of the test run share one cluster; at the end of the run it is ended and removed with its
 * data. When a test fails, its report shows the end of the services' logs.
 *
 * <p>Constructors and methods may have a parameter of type {@link
 * dev.drydock.cluster.LocalCluster}, which knows endpoints, environment and the configuration
 * folder, and {@code String} parameters with {@link Endpoint}, which get the endpoint of one
 * service.
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
 * <p>The system property {@code drydock.home} or the environment variable {@code DRYDOCK_HOME}
 * names the built checkout. Give buckets and folders unique names: other classes use the same
 * services.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(LocalClusterExtension.class)
public @interface LocalClusterTest {
  /** The services to start; what they depend on is started too. */
  ServiceName[] value();
}
