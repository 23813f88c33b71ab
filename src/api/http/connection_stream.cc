// Answers without an end: the part of a connection that pulls pieces from a source and writes them.
#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include "api/http/connection.h"

namespace csip::api::http {

namespace asio = boost::asio;

void Connection::StartStream(std::shared_ptr<StreamSource> source) {
  stage_ = Stage::kStreaming;
  source_ = std::move(source);
  Discard();
  // A wake may come after the connection is gone, and from any thread; several before a pull count as one.
  source_->Start([weak = weak_from_this()] {
    auto self = weak.lock();
    if (self == nullptr || self->woken_.exchange(true)) return;
    asio::post(self->socket_.get_executor(), [self] {
      self->woken_ = false;
      self->Pull(false);
    });
  });
  Pull(false);
}

void Connection::Pull(bool idle) {
  if (stage_ != Stage::kStreaming) return;
  if (pulling_) {
    pull_again_ = true;
    return;
  }
  pulling_ = true;
  pull_again_ = false;
  Disarm();
  core_->pool->Post([self = shared_from_this(), source = source_, idle] {
    std::optional<std::string> piece;
    if (source != nullptr && !self->core_->stopping) piece = source->Next(idle);
    asio::post(self->socket_.get_executor(),
               [self, piece = std::move(piece)]() mutable { self->OnPiece(std::move(piece)); });
  });
}

void Connection::OnPiece(std::optional<std::string> piece) {
  if (stage_ != Stage::kStreaming) return;
  if (!piece) return WritePiece({}, true);
  if (!piece->empty()) return WritePiece(std::move(*piece), false);
  pulling_ = false;
  if (pull_again_ || core_->stopping) return Pull(false);
  Arm(core_->options.stream_idle);
}

void Connection::WritePiece(std::string piece, bool last) {
  pulling_ = true;
  auto framed = std::make_shared<std::string>();
  if (!stream_chunked_) {
    *framed = std::move(piece);
  } else if (last) {
    *framed = "0\r\n\r\n";
  } else {
    *framed = fmt::format("{:x}\r\n", piece.size()) + piece + "\r\n";
  }
  Arm(core_->options.write_deadline);
  asio::async_write(socket_, asio::buffer(*framed),
                    [self = shared_from_this(), framed, last](boost::system::error_code error, size_t) {
                      if (self->stage_ != Stage::kStreaming) return;
                      if (error) return self->Close();
                      self->pulling_ = false;
                      if (last) {
                        self->source_.reset();
                        return self->Linger();
                      }
                      self->Pull(false);
                    });
}

}  // namespace csip::api::http
