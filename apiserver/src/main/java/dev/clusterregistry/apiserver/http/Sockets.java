package dev.clusterregistry.apiserver.http;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.Errors.NativeIoException;
import java.net.BindException;

/**
 * How event loops wait for their sockets, and what those are made of.
 *
 * @param waiting of one loop
 * @param listening what accepts connections
 */
record Sockets(IoHandlerFactory waiting, Class<? extends ServerChannel> listening) {

  /** Linux' own calls where their library loads; elsewhere the JDK's, which cost more. */
  static Sockets fastest() {
    return Epoll.isAvailable()
        ? new Sockets(EpollIoHandler.newFactory(), EpollServerSocketChannel.class)
        : new Sockets(NioIoHandler.newFactory(), NioServerSocketChannel.class);
  }

  /** Why an address cannot be listened on, in the JDK's terms. */
  static Throwable asJdk(Throwable problem) {
    return problem instanceof NativeIoException
        ? new BindException(problem.getMessage()).initCause(problem)
        : problem;
  }
}
