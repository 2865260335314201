using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Catalog;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Statistics;

/// <summary>The figures of some days, in total and by day. Days are those of the vendors' time zones.</summary>
/// <param name="From">Null: 29 days before <paramref name="To"/>.</param>
/// <param name="To">The last day, inclusive; null: today.</param>
/// <param name="Vendor">Null: all that the caller may see.</param>
public sealed record GetStatistics(Operator By, DateOnly? From, DateOnly? To, string? Vendor) : IRequest<Outcome<StatisticsModel>>;

/// <summary>Requires a range of at most a year.</summary>
public sealed class GetStatisticsValidator : AbstractValidator<GetStatistics>
{
    /// <summary>A leap year.</summary>
    private const int LongestDays = 366;

    public GetStatisticsValidator() => When(get => get.From is not null && get.To is not null, () =>
        RuleFor(get => get.From).Must((get, from) => from <= get.To && get.To!.Value.DayNumber - from!.Value.DayNumber < LongestDays)
            .OverridePropertyName("from").WithMessage($"A day before to, by at most {LongestDays} days."));
}

/// <inheritdoc cref="GetStatistics"/>
public sealed class GetStatisticsHandler(IDailyCounts counts, ICatalog catalog, TimeProvider clock)
    : IRequestHandler<GetStatistics, Outcome<StatisticsModel>>
{
    private const int DefaultDays = 30;

    public async Task<Outcome<StatisticsModel>> Handle(GetStatistics request, CancellationToken cancellationToken)
    {
        var vendors = request.By.Visible(request.Vendor);
        var to = request.To ?? request.From?.AddDays(DefaultDays - 1) ?? Today(vendors);
        var from = request.From ?? to.AddDays(1 - DefaultDays);
        var rows = await counts.Read(vendors, from, to, cancellationToken);
        return StatisticsModel.Of(from, to, rows, await counts.Backlog(vendors, cancellationToken));
    }

    /// <summary>The latest of the vendors' days, so that no vendor's today is missing.</summary>
    private DateOnly Today(IReadOnlyList<string>? vendors) =>
        (vendors ?? [.. catalog.Current.Vendors.Keys]).Select(code => VendorDay.Of(clock.GetUtcNow(), catalog.Current, code))
            .DefaultIfEmpty(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)).Max();
}
