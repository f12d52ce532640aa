import NIOCore

/// Lets a connection be closed only when all that was written to it is on its way. A server that stops closes each connection behind its
/// last answer; without this, what a slow visitor has not taken yet would be thrown away.
final class ClosesWhenWritten: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = NIOAny
  typealias OutboundOut = NIOAny

  /// A visitor who takes nothing for so long gets no more.
  private static let patience = TimeAmount.seconds(60)
  private var last: EventLoopFuture<Void>?

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let promise = promise ?? context.eventLoop.makePromise()
    last = promise.futureResult
    context.write(data, promise: promise)
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard mode == .all, let last else { return context.close(mode: mode, promise: promise) }
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    let late = context.eventLoop.scheduleTask(in: Self.patience) { bound.value.close(mode: .all, promise: nil) }
    last.whenComplete { _ in
      late.cancel()
      bound.value.close(mode: mode, promise: promise)
    }
  }
}
