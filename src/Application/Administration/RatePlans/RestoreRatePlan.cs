using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>Puts an older version of a rate plan in force again, as a new version.</summary>
/// <param name="IfVersion">The version in force that the caller has read; null for any.</param>
public sealed record RestoreRatePlan(Operator By, string VendorCode, int Version, int? IfVersion)
    : IRequest<Outcome<PlanInForce>>, IWrite, IAudited<Outcome<PlanInForce>>
{
    public AuditedChange Describe(Outcome<PlanInForce> response) => response.Value.InForceAt(VendorCode, $", from version {Version}");
}

/// <inheritdoc cref="RestoreRatePlan"/>
public sealed class RestoreRatePlanHandler(
    IRequestHandler<GetRatePlan, Outcome<RatePlanVersion>> plans, IRequestHandler<PutRatePlan, Outcome<PlanInForce>> put)
    : IRequestHandler<RestoreRatePlan, Outcome<PlanInForce>>
{
    public async Task<Outcome<PlanInForce>> Handle(RestoreRatePlan request, CancellationToken cancellationToken)
    {
        var (by, code, version, ifVersion) = request;
        var older = await plans.Handle(new GetRatePlan(by, code, version), cancellationToken);
        return older.IsRefused
            ? older.Refusal
            : await put.Handle(new PutRatePlan(by, code, older.Value.Document, ifVersion), cancellationToken);
    }
}
