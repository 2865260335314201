using System.Diagnostics;
using GroundTransport.Application.Search;
using GroundTransport.Application.WireLog;
using GroundTransport.Domain;
using GroundTransport.Infrastructure.ConcurWire.Replies;
using GroundTransport.Infrastructure.ConcurWire.Requests;
using MediatR;

namespace GroundTransport.Infrastructure.ConcurWire;

/// <summary>Search: the one message whose reply contains rides on offer, its own size and the time that it took.</summary>
public sealed class SearchMessage : ConcurMessage<SearchRides>
{
    internal SearchMessage()
        : base(ExchangeKind.Search, SearchRequest.Read)
    {
    }

    /// <summary>The reply: UTF-8 without a declaration, valid against docs/schemas.</summary>
    public static ReadOnlyMemory<byte> Reply(SearchRides command, Outcome<IReadOnlyList<QuotedRide>> outcome, TimeSpan elapsed) =>
        SearchReply.Write(command, outcome, elapsed);

    public override ReadOnlyMemory<byte> Refuse(Refusal refusal) => SearchReply.Write(null, refusal, TimeSpan.Zero);

    internal override long? ReservationIdOf(SearchRides command) => null;

    internal override async Task<MessageReply> Answer(
        ReceivedRequest<SearchRides> request, IMediator mediator, long startedAt, CancellationToken ct)
    {
        Outcome<IReadOnlyList<QuotedRide>> outcome = request.Refusal is { } unreadable
            ? unreadable
            : await mediator.Send(request.Command, ct);
        var body = Reply(request.Command, outcome, Stopwatch.GetElapsedTime(startedAt));
        return new MessageReply(200, body) { Refusal = outcome.Refusal };
    }
}
