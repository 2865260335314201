using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Paging;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>Lists what was decided automatically or by the deadline and nobody has acknowledged yet, the oldest first.</summary>
public sealed record ListUnseen(Operator By, int Limit) : IRequest<Outcome<UnseenDecisions>>;

/// <summary>The oldest of them.</summary>
/// <param name="Count">How many there are in all.</param>
public sealed record UnseenDecisions(int Count, IReadOnlyList<Reservation> Items);

/// <summary>Validates the limit.</summary>
public sealed class ListUnseenValidator : AbstractValidator<ListUnseen>
{
    public ListUnseenValidator() => RuleFor(list => list.Limit).PageLimit();
}

/// <inheritdoc cref="ListUnseen"/>
public sealed class ListUnseenHandler(IReservationQueries queries) : IRequestHandler<ListUnseen, Outcome<UnseenDecisions>>
{
    public async Task<Outcome<UnseenDecisions>> Handle(ListUnseen request, CancellationToken cancellationToken)
    {
        var vendors = request.By.Visible(null);
        var items = await queries.Unseen(vendors, request.Limit, cancellationToken);
        var count = items.Count < request.Limit ? items.Count : await queries.CountUnseen(vendors, cancellationToken);
        return new UnseenDecisions(count, items);
    }
}
