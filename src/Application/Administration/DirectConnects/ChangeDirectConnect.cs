using FluentValidation;
using GroundTransport.Application.Administration.Vendors;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Pipeline;
using GroundTransport.Domain;
using GroundTransport.Domain.Vendors;
using MediatR;

namespace GroundTransport.Application.Administration.DirectConnects;

/// <summary>Replaces a direct connect's data; its credentials stay.</summary>
/// <param name="IfVersion">The version that the caller has read; null for any.</param>
public sealed record ChangeDirectConnect(Operator By, string Id, DirectConnectInput Connect, int? IfVersion)
    : IRequest<Outcome<DirectConnect>>, IWrite, IAudited<Outcome<DirectConnect>>
{
    public AuditedChange Describe(Outcome<DirectConnect> response) => response.Value.Audited(AuditAction.Changed);
}

/// <inheritdoc cref="DirectConnectInputValidator"/>
public sealed class ChangeDirectConnectValidator : AbstractValidator<ChangeDirectConnect>
{
    public ChangeDirectConnectValidator() =>
        RuleFor(change => change.Connect).SetValidator(new DirectConnectInputValidator()).OverridePropertyName("");
}

/// <inheritdoc cref="ChangeDirectConnect"/>
public sealed class ChangeDirectConnectHandler(IDirectConnects connects, IVendors vendors)
    : IRequestHandler<ChangeDirectConnect, Outcome<DirectConnect>>
{
    public async Task<Outcome<DirectConnect>> Handle(ChangeDirectConnect request, CancellationToken cancellationToken)
    {
        if (await connects.FindOf(request.By, request.Id, request.IfVersion, cancellationToken) is var before && before.IsRefused)
            return before.Refusal;
        if (await vendors.RefusesVendors(request.By, request.Connect.VendorCodes!, cancellationToken) is { } unknown)
            return unknown;
        var after = request.Connect.Apply(before.Value) with { Version = before.Value.Version + 1 };
        connects.Replace(after);
        return after;
    }
}

/// <summary>A direct connect is visible to a key that is bound to all of its vendors, or to none.</summary>
public static class DirectConnectVisibility
{
    internal static AuditedChange Audited(this DirectConnect connect, AuditAction action) =>
        new(action, AuditSubject.DirectConnect, connect.Id, connect.Name, connect.VendorCodes);

    /// <summary>The direct connect in the version that the caller has read.</summary>
    /// <param name="ifVersion">Null for any.</param>
    public static async Task<Outcome<DirectConnect>> FindOf(
        this IDirectConnects connects, Operator by, string id, int? ifVersion, CancellationToken ct)
    {
        if (await connects.Find(id, ct) is not { } connect || !by.SeesAll(connect.VendorCodes))
            return Refusal.Unknown("direct connect");
        return ifVersion is { } seen && seen != connect.Version ? Refusal.Stale("direct connect", seen, connect.Version) : connect;
    }
}
