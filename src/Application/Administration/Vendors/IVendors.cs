using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>Vendors in the database. What is added or replaced goes in with the one save at the write's end.</summary>
public interface IVendors
{
    Task<Vendor?> Find(string code, CancellationToken ct);

    /// <summary>In the order of their codes, those after a code.</summary>
    /// <param name="codes">Null: all.</param>
    Task<IReadOnlyList<Vendor>> List(IReadOnlyList<string>? codes, string after, int limit, CancellationToken ct);

    void Add(Vendor vendor);

    /// <summary>Replaces the version before this one; a conflict where that has gone.</summary>
    void Replace(Vendor vendor);

    /// <summary>Removes a vendor with its rate plans.</summary>
    Task Remove(Vendor vendor, CancellationToken ct);

    /// <summary>What of the gateway names this vendor: "reservations", "direct connects", "API keys".</summary>
    Task<IReadOnlyList<string>> WhatDependsOn(string code, CancellationToken ct);

    /// <summary>The codes among these that are no vendor's.</summary>
    Task<IReadOnlyList<string>> Unknown(IReadOnlyList<string> codes, CancellationToken ct);
}
