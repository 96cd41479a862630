package dev.drydock.cluster.hadoop;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.ShuffleChannelHandlerContext;
import org.apache.hadoop.mapred.ShuffleChannelInitializer;
import org.apache.hadoop.mapred.ShuffleHandler;

/**
 * Hadoop's shuffle on the loopback address. Hadoop's own listens on all addresses and has no
 * setting for that. Its socket is closed at once, and the same handler gets another socket.
 */
public final class LoopbackShuffle extends ShuffleHandler {
  private final EventLoopGroup threads = new NioEventLoopGroup(2);
  private ShuffleChannelHandlerContext context;
  private int port;

  @Override
  protected ShuffleChannelHandlerContext createHandlerContext() {
    context = super.createHandlerContext();
    return context;
  }

  @Override
  protected void serviceStart() throws Exception {
    Configuration configuration = getConfig();
    int wanted = configuration.getInt(SHUFFLE_PORT_CONFIG_KEY, 0);
    configuration.setInt(SHUFFLE_PORT_CONFIG_KEY, 0);
    super.serviceStart();
    allChannels.close().sync();
    Channel channel =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(new ShuffleChannelInitializer(context, null))
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted))
            .sync()
            .channel();
    allChannels.add(channel);
    port = ((InetSocketAddress) channel.localAddress()).getPort();
    configuration.setInt(SHUFFLE_PORT_CONFIG_KEY, port);
    context.port = port;
  }

  @Override
  protected void serviceStop() throws Exception {
    super.serviceStop();
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  /** The port, for the reducers. */
  @Override
  public synchronized ByteBuffer getMetaData() {
    try {
      return serializeMetaData(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
