using GroundTransport.Application.Callers;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>Reads the rates of the plan in force as a table (CSV).</summary>
public sealed record GetRates(Operator By, string VendorCode) : IRequest<Outcome<RatesOfPlan>>;

/// <summary>The rates of one version of a plan, as CSV.</summary>
public sealed record RatesOfPlan(int Version, string Csv);

/// <inheritdoc cref="GetRates"/>
public sealed class GetRatesHandler(IRequestHandler<GetRatePlan, Outcome<RatePlanVersion>> plans)
    : IRequestHandler<GetRates, Outcome<RatesOfPlan>>
{
    public async Task<Outcome<RatesOfPlan>> Handle(GetRates request, CancellationToken cancellationToken)
    {
        var plan = await plans.Handle(new GetRatePlan(request.By, request.VendorCode, null), cancellationToken);
        return plan.IsRefused ? plan.Refusal : new RatesOfPlan(plan.Value.Version, RatesTable.Write(plan.Value.Document));
    }
}
