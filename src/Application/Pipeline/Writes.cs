using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Pipeline;

/// <summary>A request that changes something: it runs in a transaction of its own, again on conflict.</summary>
public interface IWrite;

/// <summary>
/// Runs a write: each attempt in a fresh scope and transaction, three at most on conflict. A refusal rolls back; an
/// answer is saved once, then committed.
/// </summary>
public interface IWriteTransactions
{
    Task<TResponse> Run<TRequest, TResponse>(TRequest request, CancellationToken ct)
        where TRequest : IRequest<TResponse>
        where TResponse : IOutcome<TResponse>;
}

/// <summary>Hands writes to <see cref="IWriteTransactions"/>, which resolves the handler anew for each attempt; reads pass.</summary>
public sealed class TransactionBehavior<TRequest, TResponse>(IWriteTransactions transactions) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IWrite
    where TResponse : IOutcome<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        transactions.Run<TRequest, TResponse>(request, cancellationToken);
}
