using GroundTransport.Domain.Vendors;

namespace GroundTransport.Application.Administration.DirectConnects;

/// <summary>The direct connects in the database.</summary>
public interface IDirectConnects
{
    Task<DirectConnect?> Find(string id, CancellationToken ct);

    /// <summary>Ordered by id.</summary>
    Task<IReadOnlyList<DirectConnect>> All(CancellationToken ct);

    void Add(DirectConnect connect);

    /// <summary>Replaces the version before this one; a conflict if that is no longer the stored one.</summary>
    void Replace(DirectConnect connect);

    void Remove(DirectConnect connect);

    /// <summary>Whether a reservation was sold through it.</summary>
    Task<bool> HasSold(string id, CancellationToken ct);
}
