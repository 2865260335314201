using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Administration.Vendors;

/// <summary>The vendors in the database. What is added or replaced is saved at the end of the write.</summary>
public interface IVendors
{
    Task<Vendor?> Find(string code, CancellationToken ct);

    /// <summary>Those after a code, ordered by code.</summary>
    /// <param name="codes">Null for all.</param>
    Task<IReadOnlyList<Vendor>> List(IReadOnlyList<string>? codes, string after, int limit, CancellationToken ct);

    void Add(Vendor vendor);

    /// <summary>Replaces the version before this one; a conflict if that is no longer the stored one.</summary>
    void Replace(Vendor vendor);

    /// <summary>Removes a vendor with its rate plans.</summary>
    Task Remove(Vendor vendor, CancellationToken ct);

    /// <summary>What refers to this vendor: "reservations", "direct connects", "API keys".</summary>
    Task<IReadOnlyList<string>> FindDependants(string code, CancellationToken ct);

    /// <summary>Those of the codes that no vendor has.</summary>
    Task<IReadOnlyList<string>> FindUnknown(IReadOnlyList<string> codes, CancellationToken ct);
}
