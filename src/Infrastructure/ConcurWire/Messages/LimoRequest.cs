using GroundTransport.Application.Booking;
using GroundTransport.Application.Search;
using GroundTransport.Domain;

namespace GroundTransport.Infrastructure.ConcurWire.Messages;

/// <summary>
/// What Concur sent, as the command that it asks for: one of the five messages below, or <see cref="MalformedRequest"/>.
/// The command holds everything that could be understood, so that a refusal can echo it.
/// </summary>
public abstract record LimoRequest
{
    private protected LimoRequest(Refusal? wrong) => Wrong = wrong;

    /// <summary>The first field that can't be read, in the example's order. Then the command is for the echo only.</summary>
    public Refusal? Wrong { get; }
}

/// <summary>CC_LimoSearchRequest.</summary>
public sealed record LimoSearch(SearchRides Command, Refusal? Wrong) : LimoRequest(Wrong);

/// <summary>CC_LimoSellRequest.</summary>
public sealed record LimoSell(SellRide Command, Refusal? Wrong) : LimoRequest(Wrong);

/// <summary>CC_LimoReservationDetailRequest.</summary>
public sealed record LimoDetail(ReadReservation Command, Refusal? Wrong) : LimoRequest(Wrong);

/// <summary>CC_LimoUpdateRequest.</summary>
public sealed record LimoUpdate(UpdateRide Command, Refusal? Wrong) : LimoRequest(Wrong);

/// <summary>CC_LimoCancelRequest.</summary>
public sealed record LimoCancel(CancelRide Command, Refusal? Wrong) : LimoRequest(Wrong);

/// <summary>None of the five: not XML, hostile XML, or an unknown root. Answered with HTTP 400 and a bare Error block.</summary>
public sealed record MalformedRequest(string Reason) : LimoRequest(Refusal.Request("", Reason));
