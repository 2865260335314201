using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Reservations;
using GroundTransport.Application.SellFormats;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Dispatch;

/// <summary>The sell format of a reservation's passive segment in each GDS.</summary>
/// <param name="Segment">The number of the segment in the travel agent's record.</param>
public sealed record GetSellFormats(Operator By, long ReservationId, int Segment) : IRequest<Outcome<SellFormatLines>>;

/// <summary>The lines, and what is wrong with them.</summary>
public sealed record SellFormatLines(IReadOnlyDictionary<Gds, string> Lines, IReadOnlyList<SellFormatFinding> Findings);

/// <summary>A record has at most 99 segments.</summary>
public sealed class GetSellFormatsValidator : AbstractValidator<GetSellFormats>
{
    public GetSellFormatsValidator() =>
        RuleFor(request => request.Segment).InclusiveBetween(1, 99)
            .OverridePropertyName("segment").WithMessage("The segment number must be between 1 and 99.");
}

/// <inheritdoc cref="GetSellFormats"/>
public sealed class GetSellFormatsHandler(IReservations reservations)
    : IRequestHandler<GetSellFormats, Outcome<SellFormatLines>>
{
    public async Task<Outcome<SellFormatLines>> Handle(GetSellFormats request, CancellationToken cancellationToken)
    {
        if (await reservations.FindOf(request.By, request.ReservationId, cancellationToken) is not { } reservation)
            return Refusal.UnknownReservation;
        var segment = PassiveSegment.Of(reservation, request.Segment);
        var lines = Enum.GetValues<Gds>().ToDictionary(gds => gds, gds => SellFormat.Render(gds, segment));
        return new SellFormatLines(lines, [.. lines.SelectMany(line => SellFormatLinter.Check(line.Key, line.Value, segment))]);
    }
}
