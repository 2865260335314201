using System.Text.Json;
using FluentValidation;
using GroundTransport.Application.Callers;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>What a version of a rate plan has otherwise than another.</summary>
/// <param name="Since">The version that it is compared with; null for the one before it.</param>
public sealed record CompareRatePlans(Operator By, string VendorCode, int Version, int? Since) : IRequest<Outcome<PlanChanges>>;

/// <summary>The differences between two versions of a rate plan.</summary>
/// <param name="Version">The version.</param>
/// <param name="Since">The version that it is compared with.</param>
/// <param name="Count">How many differences there are.</param>
/// <param name="Changes">The differences, the first 1,000 of them, in the order of the document.</param>
public sealed record PlanChanges(int Version, int Since, int Count, IReadOnlyList<PlanChange> Changes);

/// <summary>One difference.</summary>
/// <param name="Path">Where it is, by names and ids, such as rates[S-DCA].price.</param>
/// <param name="Before">The value as JSON in the older of the two; null: it wasn't there.</param>
/// <param name="After">The value as JSON; null: it is gone.</param>
public sealed record PlanChange(string Path, string? Before, string? After);

/// <summary>Requires two versions.</summary>
public sealed class CompareRatePlansValidator : AbstractValidator<CompareRatePlans>
{
    public CompareRatePlansValidator() => RuleFor(compare => compare.Since).Must(since => since is null or > 0)
        .OverridePropertyName("since").WithMessage("A version of the rate plan, from 1.");
}

/// <inheritdoc cref="CompareRatePlans"/>
public sealed class CompareRatePlansHandler(IRequestHandler<GetRatePlan, Outcome<RatePlanVersion>> plans)
    : IRequestHandler<CompareRatePlans, Outcome<PlanChanges>>
{
    private const int MostShown = 1000;

    public async Task<Outcome<PlanChanges>> Handle(CompareRatePlans request, CancellationToken cancellationToken)
    {
        var since = request.Since ?? request.Version - 1;
        var after = await plans.Handle(new GetRatePlan(request.By, request.VendorCode, request.Version), cancellationToken);
        if (after.IsRefused)
            return after.Refusal;
        // The first version has none before it: all of it is new.
        var before = since == 0 ? null : (Outcome<RatePlanVersion>?)await plans.Handle(
            new GetRatePlan(request.By, request.VendorCode, since), cancellationToken);
        if (before?.Refusal is { } unknown)
            return unknown;
        using var old = JsonDocument.Parse(before?.Value.Document ?? "{}", RatePlanDocument.Options);
        using var @new = JsonDocument.Parse(after.Value.Document, RatePlanDocument.Options);
        var changes = RatePlanDifference.Between(old.RootElement, @new.RootElement).ToList();
        return new PlanChanges(request.Version, since, changes.Count, [.. changes.Take(MostShown)]);
    }
}
