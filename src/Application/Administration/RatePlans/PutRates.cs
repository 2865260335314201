using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>
/// Replaces the rates of the plan in force by those of a table (CSV), as a new version of the plan. A mistake is reported with its row
/// and column; one that isn't in a rate, with its path in the document.
/// </summary>
/// <param name="IfVersion">The version in force that the caller has read; null for any.</param>
public sealed record PutRates(Operator By, string VendorCode, string Csv, int? IfVersion)
    : IRequest<Outcome<PlanInForce>>, IWrite, IAudited<Outcome<PlanInForce>>
{
    public AuditedChange Describe(Outcome<PlanInForce> response) => response.Value.InForceAt(VendorCode, ", rates from CSV");
}

/// <summary>Validates a table of rates as <see cref="PutRates"/> does, and stores nothing.</summary>
public sealed record ValidateRates(Operator By, string VendorCode, string Csv) : IRequest<Outcome<PlanInForce>>;

/// <inheritdoc cref="PutRates"/>
public sealed class PutRatesHandler(
    IRequestHandler<GetRatePlan, Outcome<RatePlanVersion>> plans,
    IRequestHandler<PutRatePlan, Outcome<PlanInForce>> put,
    IRequestHandler<ValidateRatePlan, Outcome<PlanInForce>> validate)
    : IRequestHandler<PutRates, Outcome<PlanInForce>>, IRequestHandler<ValidateRates, Outcome<PlanInForce>>
{
    public Task<Outcome<PlanInForce>> Handle(PutRates request, CancellationToken cancellationToken) =>
        Use(request.By, request.VendorCode, request.Csv, document =>
            put.Handle(new PutRatePlan(request.By, request.VendorCode, document, request.IfVersion), cancellationToken), cancellationToken);

    public Task<Outcome<PlanInForce>> Handle(ValidateRates request, CancellationToken cancellationToken) =>
        Use(request.By, request.VendorCode, request.Csv, document =>
            validate.Handle(new ValidateRatePlan(request.By, request.VendorCode, document), cancellationToken), cancellationToken);

    private async Task<Outcome<PlanInForce>> Use(
        Operator by, string vendorCode, string csv, Func<string, Task<Outcome<PlanInForce>>> use, CancellationToken ct)
    {
        var inForce = await plans.Handle(new GetRatePlan(by, vendorCode, null), ct);
        if (inForce.IsRefused)
            return inForce.Refusal;
        var (plan, mistakes) = RatesTable.Insert(inForce.Value.Document, csv);
        if (plan is null)
        {
            var count = mistakes.Count == 1 ? "1 mistake" : $"{mistakes.Count} mistakes";
            return Refusal.Request(mistakes[0].Field, $"The table has {count}; nothing was changed.") with { Fields = mistakes };
        }
        var outcome = await use(plan.Document);
        return outcome.IsRefused ? plan.InTable(outcome.Refusal) : outcome;
    }
}
