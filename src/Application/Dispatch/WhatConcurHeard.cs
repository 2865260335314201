using GroundTransport.Application.PostBacks;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>What Concur last heard of a reservation that the caller was shown.</summary>
public sealed record WhatConcurHeard(Reservation Of) : IRequest<Outcome<ConcurHeard>>;

/// <summary>Concur's last word, and whether the truth has gone on since.</summary>
/// <param name="Last">Null: nothing yet.</param>
public sealed record ConcurHeard(Told? Last, bool IsBehind);

/// <inheritdoc cref="WhatConcurHeard"/>
public sealed class WhatConcurHeardHandler(IToldLedger ledger) : IRequestHandler<WhatConcurHeard, Outcome<ConcurHeard>>
{
    public async Task<Outcome<ConcurHeard>> Handle(WhatConcurHeard request, CancellationToken cancellationToken)
    {
        var last = await ledger.Find(request.Of.Id, cancellationToken);
        return new ConcurHeard(last, last is null || last.Seq < request.Of.MustTell);
    }
}
