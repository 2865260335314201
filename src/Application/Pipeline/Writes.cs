using GroundTransport.Domain;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace GroundTransport.Application.Pipeline;

/// <summary>A request that changes something: it runs in a transaction of its own, and again after a conflict.</summary>
public interface IWrite;

/// <summary>
/// Runs a write: each attempt in a new scope and transaction, at most three after conflicts. A refusal rolls back; a success
/// is saved once, then committed.
/// </summary>
public interface IWriteTransactions
{
    /// <param name="name">The request's name, for the log.</param>
    /// <param name="handle">Runs the handler, once in each attempt, with the services of that attempt's scope.</param>
    Task<TResponse> Run<TResponse>(string name, Func<IServiceProvider, CancellationToken, Task<TResponse>> handle, CancellationToken ct)
        where TResponse : IOutcome<TResponse>;
}

/// <summary>
/// Runs a write's handler in a transaction. It doesn't call <c>next</c>: that handler belongs to the request's scope, and
/// each attempt needs a handler of its own scope. Reads don't pass through here.
/// </summary>
public sealed class TransactionBehavior<TRequest, TResponse>(IWriteTransactions transactions) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IWrite
    where TResponse : IOutcome<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        transactions.Run(
            typeof(TRequest).Name,
            (services, ct) => Handle(request, services, ct),
            cancellationToken);

    private static async Task<TResponse> Handle(TRequest request, IServiceProvider services, CancellationToken ct)
    {
        var response = await services.GetRequiredService<IRequestHandler<TRequest, TResponse>>().Handle(request, ct);
        if (request is IAudited<TResponse> audited && response.Refusal is null)
            await services.GetRequiredService<IAuditRecorder>().Record(audited.By, audited.Describe(response), ct);
        return response;
    }
}
